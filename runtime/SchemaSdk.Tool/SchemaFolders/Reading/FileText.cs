using System.Text;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>The text of a file as the compiler reads it.</summary>
internal static class FileText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file: according to its byte order mark, else as UTF-8, else one character per byte.</summary>
    /// <param name="path">The file.</param>
    internal static string Read(string path) => Of(File.ReadAllBytes(path));

    /// <summary>Returns the text of the bytes of a file.</summary>
    internal static string Of(byte[] bytes)
    {
        try
        {
            return Read(bytes, Utf8);
        }
        catch (DecoderFallbackException)
        {
            // It is not JSON, or JSON in an unknown code page. The text lets the error be reported at the right place.
            return Read(bytes, Encoding.Latin1);
        }
    }

    private static string Read(byte[] bytes, Encoding encoding)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
