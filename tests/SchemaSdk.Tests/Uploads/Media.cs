namespace SchemaSdk.Tests.Uploads;

internal static class Media
{
    public static readonly byte[] PngHead = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Bytes that begin like a PNG image. Adjacent bytes differ.</summary>
    public static byte[] Png(int length)
    {
        var content = new byte[length];
        for (var i = 0; i < length; i++)
        {
            content[i] = (byte)(i * 7);
        }

        PngHead.AsSpan(0, Math.Min(length, PngHead.Length)).CopyTo(content);
        return content;
    }

    public static string DataUri(byte[] content, string mediaType = "image/png") =>
        $"data:{mediaType};base64,{Convert.ToBase64String(content)}";
}
