namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>What a caller's code does with a model.</summary>
internal enum CallerKind
{
    /// <summary>Creates an input and sends it.</summary>
    Sends,

    /// <summary>Reads an input that the caller created.</summary>
    ReadsInput,

    /// <summary>Reads a result.</summary>
    ReadsOutput,
}
