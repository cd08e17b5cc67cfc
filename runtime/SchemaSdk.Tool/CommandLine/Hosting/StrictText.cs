using System.Text;

namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>
/// Reads files whose text will be sent to a service or written to the same file again. Throws on an invalid byte, because replacing it
/// would change the text.
/// </summary>
internal static class StrictText
{
    // If the first argument were false, .NET would replace invalid bytes in a file that has a byte order mark.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads a file in UTF-8, with or without a byte order mark.</summary>
    /// <exception cref="DecoderFallbackException">The file is not UTF-8.</exception>
    internal static string Read(string path) => File.ReadAllText(path, Utf8);
}
