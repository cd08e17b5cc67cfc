namespace SchemaSdk.Files;

/// <summary>An input while it is written.</summary>
internal sealed class InputWriting
{
    /// <summary>The files that were written into it so far; null if there are none.</summary>
    internal InputFiles? Files { get; set; }
}
