using SchemaSdk.Tests.Json;

namespace SchemaSdk.Tests.Uploads;

public class ModelFileTests
{
    private static readonly ModelFile[] Local =
    [
        ModelFile.FromPath("secret.png"), ModelFile.FromStream(new MemoryStream("secret"u8.ToArray())),
        ModelFile.FromBytes("secret"u8.ToArray(), "image/png"),
    ];

    [Fact]
    public void A_local_file_has_no_address() => Assert.All(Local, file =>
    {
        Assert.Null(file.Url);
        Assert.False(file.TryGetUri(out _));
    });

    [Theory]
    [InlineData("https://acme.example/a.png", true)]
    [InlineData("/etc/passwd", false)]
    [InlineData("//acme.example/a.png", false)]
    [InlineData("a.png", false)]
    public void Only_text_with_a_scheme_is_an_address(string text, bool isAddress) =>
        Assert.Equal(isAddress, ModelFile.FromUrl(text).TryGetUri(out _));

    [Fact]
    public void A_local_file_cannot_be_serialized()
    {
        var input = new VideoInput { Prompt = "a cat", Style = null, Image = Local[0] };

        var error = Assert.Throws<JsonException>(() => JsonSerializer.Serialize(input));

        Assert.Contains("ModelFile.FromUrl", error.Message, StringComparison.Ordinal);
        Assert.Contains("the file \"secret.png\"", error.Message, StringComparison.Ordinal);
        Assert.All(Local, file => Assert.Throws<JsonException>(() => JsonSerializer.Serialize(file)));
    }

    [Theory]
    [InlineData("""[{"file":"https://acme.example/a.png"}]""")]
    [InlineData("""["https://acme.example/a.png",{"file":[1.0,null]},1e3,true,null]""")]
    [InlineData("""["\\ud800"]""")]
    public void Files_in_an_unexpected_form_are_read_and_written_back(string json)
    {
        var files = JsonSerializer.Deserialize<IReadOnlyList<ModelFile?>>(json)!;

        Assert.Equal(json, JsonSerializer.Serialize(files));
        Assert.All(files, file => Assert.True(file is null || file.Url is not null || file.ToString().Length > 0));
    }

    [Fact]
    public void A_file_in_an_unexpected_form_prints_and_equals_its_JSON()
    {
        var other = JsonSerializer.Deserialize<ModelFile>("""{"file":"a"}""")!;

        Assert.Null(other.Url);
        Assert.False(other.TryGetUri(out _));
        Assert.Equal("""{"file":"a"}""", other.ToString());
        Assert.Equal(other, JsonSerializer.Deserialize<ModelFile>("""{ "file": "a" }"""));
        Assert.Equal(other.GetHashCode(), JsonSerializer.Deserialize<ModelFile>("""{ "file": "a" }""")!.GetHashCode());
        Assert.NotEqual(other, JsonSerializer.Deserialize<ModelFile>("""{"file":"b"}"""));
        Assert.NotEqual(other, ModelFile.FromUrl("""{"file":"a"}"""));
        Assert.NotEqual(other, Local[0]);
    }

    [Fact]
    public void A_local_file_can_be_written_only_by_the_writer_of_the_input() => Assert.Throws<JsonException>(() =>
        SchemaSdk.Submitting.WrittenInput.Of(Local[0], static (_, file) => JsonSerializer.Serialize(file)));

    [Fact]
    public void ToString_describes_a_file_without_its_content() => Assert.Equal(
        ["the file \"secret.png\"", "a stream", "a buffer of 6 bytes"], Local.Select(file => file.ToString()));

    [Fact]
    public void ToString_of_an_input_describes_its_file_without_the_content()
    {
        Assert.Equal(
            """{"prompt":"a cat","image":{"file":"a buffer of 6 bytes","number":0,"media_type":"image/png"},"style":null}""",
            System.Text.RegularExpressions.Regex.Replace(
                new VideoInput { Prompt = "a cat", Style = null, Image = Local[2] }.ToString(), "\"number\":[0-9]+", "\"number\":0"));
    }

    [Fact]
    public void Files_with_the_same_path_and_type_are_equal_and_other_files_equal_only_themselves()
    {
        var bytes = new byte[] { 1 };

        Assert.Equal(ModelFile.FromPath("a.png"), ModelFile.FromPath("./a.png"));
        Assert.Equal(ModelFile.FromPath("a.png").GetHashCode(), ModelFile.FromPath("./a.png").GetHashCode());
        Assert.NotEqual(ModelFile.FromPath("a.png"), ModelFile.FromPath("b.png"));
        Assert.NotEqual(ModelFile.FromPath("a.png"), ModelFile.FromPath("a.png", "image/png"));
        Assert.NotEqual(ModelFile.FromPath("a.png"), ModelFile.FromUrl("a.png"));
        Assert.NotEqual(ModelFile.FromBytes(bytes), ModelFile.FromBytes(bytes));
        Assert.All(Local, file => Assert.Equal(file, file));
    }

    [Fact]
    public void Inputs_are_equal_if_their_files_are_equal()
    {
        static VideoInput With(ModelFile file) => new() { Prompt = "a cat", Style = null, Image = file };

        Assert.All(Local, file => Assert.Equal(With(file), With(file) with { Duration = null }));
        Assert.Equal(With(ModelFile.FromPath("a.png")), With(ModelFile.FromPath("a.png")));
        Assert.Equal(With(ModelFile.FromPath("a.png")).GetHashCode(), With(ModelFile.FromPath("a.png")).GetHashCode());
        Assert.NotEqual(With(Local[1]), With(ModelFile.FromStream(new MemoryStream([1]))));
        Assert.NotEqual(With(Local[0]), With("""{"file":"the file \"secret.png\""}"""));
    }

    public static TheoryData<string> InvalidMediaTypes =>
    [
        "", "image", "/png", "image/", "image/png; charset=utf-8", "image/png\"", "image/png,", "image/png\r\n", "image/a/b",
        "imäge/png"
    ];

    [Theory]
    [MemberData(nameof(InvalidMediaTypes))]
    public void An_invalid_media_type_is_rejected(string mediaType)
    {
        Assert.Equal("mediaType", Assert.Throws<ArgumentException>(() => ModelFile.FromPath("a.png", mediaType)).ParamName);
        Assert.Equal("mediaType", Assert.Throws<ArgumentException>(() => ModelFile.FromBytes(default, mediaType)).ParamName);
        Assert.Equal("mediaType", Assert.Throws<ArgumentException>(() => ModelFile.FromStream(Stream.Null, mediaType)).ParamName);
    }

    [Fact]
    public void An_invalid_path_or_stream_is_rejected()
    {
        Assert.Throws<ArgumentException>(() => ModelFile.FromPath(""));
        Assert.Throws<ArgumentException>(() => ModelFile.FromPath("a\0b"));
        Assert.Throws<ArgumentNullException>(() => ModelFile.FromPath(null!));
        Assert.Throws<ArgumentNullException>(() => ModelFile.FromStream(null!));
    }
}
