"""The process that reads one document."""

from bot.documents.reading import read_document_content
from bot.files.answering import answer_with

if __name__ == "__main__":
    answer_with(lambda name, content: read_document_content(name, content).as_json())
