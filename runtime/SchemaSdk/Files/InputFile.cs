namespace SchemaSdk.Files;

/// <summary>One file of an input.</summary>
internal sealed class InputFile(UploadSource source, string placeholder, int start, int end)
{
    /// <summary>The source of its content.</summary>
    internal UploadSource Source { get; } = source;

    /// <summary>The text that stands for it.</summary>
    internal string Placeholder { get; } = placeholder;

    /// <summary>Where its JSON string starts in the input's text, with its first quotation mark.</summary>
    internal int Start { get; } = start;

    /// <summary>What follows the last.</summary>
    internal int End { get; } = end;
}
