using System.Text;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>Decodes files in the same way as the compiler.</summary>
internal static class FileText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads a file in the encoding of its byte order mark. A file without this mark is read as UTF-8, or as Latin-1 if it is not valid
    /// UTF-8.
    /// </summary>
    internal static string Read(string path) => Of(File.ReadAllBytes(path));

    internal static string Of(byte[] bytes)
    {
        try
        {
            return Read(bytes, Utf8);
        }
        catch (DecoderFallbackException)
        {
            // Latin-1 accepts any bytes, so the parser can report where it fails.
            return Read(bytes, Encoding.Latin1);
        }
    }

    private static string Read(byte[] bytes, Encoding encoding)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
