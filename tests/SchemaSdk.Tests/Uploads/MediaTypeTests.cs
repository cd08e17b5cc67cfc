namespace SchemaSdk.Tests.Uploads;

/// <summary>Tests the media type with which a file is sent. The tables show bytes as text, or as hexadecimal codes in braces.</summary>
public class MediaTypeTests
{
    [Theory]
    [InlineData("{89}PNG{0D}{0A}{1A}{0A}", "image/png")]
    [InlineData("{FF}{D8}{FF}{E0}", "image/jpeg")]
    [InlineData("GIF89a", "image/gif")]
    [InlineData("GIF87a", "image/gif")]
    [InlineData("RIFF{10}{00}{00}{00}WEBPVP8 ", "image/webp")]
    [InlineData("BM{10}{00}{00}{00}{00}{00}{00}{00}", "image/bmp")]
    [InlineData("II*{00}{08}", "image/tiff")]
    [InlineData("MM{00}*{00}", "image/tiff")]
    [InlineData("{00}{00}{00}{1C}ftypavif{00}{00}{00}{00}", "image/avif")]
    [InlineData("{00}{00}{00}{18}ftypheic{00}{00}{00}{00}", "image/heic")]
    [InlineData("{00}{00}{00}{18}ftypmif1{00}{00}{00}{00}", "image/heic")]
    [InlineData("{00}{00}{00}{1C}ftypmif1{00}{00}{00}{00}mif1avifmiaf", "image/avif")]
    [InlineData("{00}{00}{00}{14}ftypmif1{00}{00}{00}{00}heicavif", "image/heic")]
    [InlineData("{00}{00}{00}{20}ftypisom{00}{00}{02}{00}", "video/mp4")]
    [InlineData("{00}{00}{00}{20}ftypmp42{00}{00}{00}{00}", "video/mp4")]
    [InlineData("{00}{00}{00}{18}ftyp3gp4{00}{00}{00}{00}", "video/mp4")]
    [InlineData("{00}{00}{00}{18}ftypheim{00}{00}{00}{00}", "image/heic")]
    [InlineData("{00}{00}{00}{18}ftyphevs{00}{00}{00}{00}", "image/heic")]
    [InlineData("{00}{00}{00}{14}ftypqt  {00}{00}{02}{00}", "video/quicktime")]
    [InlineData("{00}{00}{00}{20}ftypM4A {00}{00}{00}{00}", "audio/mp4")]
    [InlineData("{1A}{45}{DF}{A3}{9F}{42}{86}{81}{01}{42}{82}{84}webm", "video/webm")]
    [InlineData("{1A}{45}{DF}{A3}{A3}{42}{82}{88}matroska", "video/x-matroska")]
    [InlineData("RIFF{10}{00}{00}{00}AVI LIST", "video/x-msvideo")]
    [InlineData("{00}{00}{01}{BA}D", "video/mpeg")]
    [InlineData("ID3{04}{00}", "audio/mpeg")]
    [InlineData("{FF}{FB}{90}d", "audio/mpeg")]
    [InlineData("RIFF{10}{00}{00}{00}WAVEfmt ", "audio/wav")]
    [InlineData("fLaC{00}", "audio/flac")]
    [InlineData("OggS{00}{02}", "audio/ogg")]
    [InlineData("OggS{00}{02}{00}{80}theora", "video/ogg")]
    [InlineData("{FF}{F1}P{80}", "audio/aac")]
    [InlineData("%PDF-1.7", "application/pdf")]
    [InlineData("{89}PNG{0D}{0A}{1A}{0A}", "image/png", "application/octet-stream")]
    public async Task The_content_determines_the_type(string head, string type, string? declared = null) =>
        Assert.Equal(type, await TypeOfAsync(Bytes(head), declared));

    [Theory]
    [InlineData("{FF}{D8}{FF}{E0}", "image/jpg")]
    [InlineData("RIFF{10}{00}{00}{00}WAVEfmt ", "audio/x-wav")]
    [InlineData("ID3{04}{00}", "AUDIO/MP3")]
    [InlineData("{00}{00}{00}{20}ftypisom{00}{00}{02}{00}", "audio/mp4")]
    [InlineData("{1A}{45}{DF}{A3}{9F}webm", "audio/webm")]
    [InlineData("{00}{00}{00}{18}ftyp3gp4{00}{00}{00}{00}", "video/3gpp")]
    [InlineData("{00}{00}{00}{18}ftypmif1{00}{00}{00}{00}", "image/avif")]
    [InlineData("{00}{00}{00}{18}ftypcrx {00}{00}{00}{00}", "image/x-canon-cr3")]
    [InlineData("II*{00}{08}", "image/x-adobe-dng")]
    [InlineData("abc", "text/plain")]
    [InlineData("abc", "application/vnd.acme+json")]
    public async Task A_declared_type_is_sent_if_the_content_agrees(string head, string declared) =>
        Assert.Equal(declared.ToLowerInvariant(), await TypeOfAsync(Bytes(head), declared));

    [Theory]
    [InlineData("a.glb", "abc", "model/gltf-binary")]
    [InlineData("A.MP4", "abc", "video/mp4")]
    [InlineData("a.mov", "{00}{00}{00}{18}ftypabcd{00}{00}{00}{00}", "video/quicktime")]
    [InlineData("notes.txt", "abc", "text/plain")]
    [InlineData("a.jpg", "{89}PNG{0D}{0A}{1A}{0A}", "image/png")]
    [InlineData("a.m4a", "{00}{00}{00}{20}ftypisom{00}{00}{00}{00}", "audio/mp4")]
    [InlineData("a.m4a", "{00}{00}{00}{20}ftypmp42{00}{00}{00}{00}", "audio/mp4")]
    [InlineData("a.m4a", "{00}{00}{00}{20}ftypdash{00}{00}{00}{00}", "audio/mp4")]
    public async Task The_name_determines_the_type_only_if_the_content_leaves_it_open(string name, string content, string type)
    {
        using var stage = new UploadStage();

        await stage.SubmitAsync(ModelFile.FromPath(stage.File(name, Bytes(content))));

        Assert.Equal([Media.DataUri(Bytes(content), type)], stage.Files());
    }

    private static async Task<string> TypeOfAsync(byte[] content, string? declared)
    {
        using var stage = new UploadStage();
        await stage.SubmitAsync(ModelFile.FromBytes(content, declared));
        var uri = stage.Files()[0];
        Assert.EndsWith(";base64," + Convert.ToBase64String(content), uri, StringComparison.Ordinal);
        return uri["data:".Length..uri.IndexOf(';', StringComparison.Ordinal)];
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(System.Text.RegularExpressions.Regex.Replace(
        text, @"\{(..)\}", match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString()));
}
