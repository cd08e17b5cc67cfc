using System.Text;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>The text of a file as the compiler reads it.</summary>
internal static class FileText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file: as its byte order mark says, else as UTF-8, else one character for each byte.</summary>
    /// <param name="path">The file.</param>
    internal static string Read(string path) => Of(File.ReadAllBytes(path));

    /// <summary>The text of a file's bytes.</summary>
    internal static string Of(byte[] bytes)
    {
        try
        {
            return Read(bytes, Utf8);
        }
        catch (DecoderFallbackException)
        {
            // It is no JSON, or it is JSON in a code page that nobody knows: what is wrong with it is told at the right place.
            return Read(bytes, Encoding.Latin1);
        }
    }

    private static string Read(byte[] bytes, Encoding encoding)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
