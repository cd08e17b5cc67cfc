namespace SchemaSdk.Corpus.Tests;

/// <summary>The same as <see cref="CorpusTheoryAttribute"/>, for a test without parameters.</summary>
internal sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpus.IsLeftOut ? "SCHEMASDK_WITHOUT_CORPUS is set." : null;
}
