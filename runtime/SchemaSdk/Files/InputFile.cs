namespace SchemaSdk.Files;

/// <summary>One file of an input.</summary>
/// <param name="Source">The source of its content.</param>
/// <param name="Placeholder">The text that stands for it.</param>
/// <param name="Start">Where its JSON string starts in the input's text, with its first quotation mark.</param>
/// <param name="End">What follows the last.</param>
internal sealed record InputFile(UploadSource Source, string Placeholder, int Start, int End);
