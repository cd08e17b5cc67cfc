namespace SchemaSdk.Corpus.Tests;

/// <summary>The same as <see cref="CorpusTheoryAttribute"/>, for a test without parameters.</summary>
internal sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpus.Skip;
}
