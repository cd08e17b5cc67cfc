namespace SchemaSdk.Corpus.Tests;

/// <summary>A test that takes minutes: only where <c>SCHEMASDK_FULL=1</c> asks for everything.</summary>
internal sealed class FullFactAttribute : FactAttribute
{
    public FullFactAttribute() => Skip = Corpus.Skip ?? (Corpus.IsFull ? null : "SCHEMASDK_FULL is not set.");
}
