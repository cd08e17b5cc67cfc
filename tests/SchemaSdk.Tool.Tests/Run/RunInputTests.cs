namespace SchemaSdk.Tool.Tests.Run;

public sealed class RunInputTests : EmulatedTest
{
    private string? _sent;

    public RunInputTests() => Tool.Handler = new Scripted(Emulator.CreateHandler(), async request =>
    {
        _sent = request.Method == HttpMethod.Post && request.Content is not null ? await request.Content.ReadAsStringAsync() : _sent;
        return null;
    });

    [Theory]
    [InlineData("""{"prompt":"5"}""", "prompt=5")]
    [InlineData("""{"prompt":"a=b, \"c\""}""", "prompt=a=b, \"c\"")]
    [InlineData("""{"prompt":"a","duration":5}""", "prompt=a", "duration=5")]
    [InlineData("""{"prompt":"a","sound":false}""", "prompt=a", "sound=false")]
    [InlineData("""{"prompt":"a","tags":["x","7"]}""", "prompt=a", "tags=x", "tags=7")]
    [InlineData("""{"prompt":"a","tags":["x","y"]}""", "prompt=a", """tags=["x","y"]""")]
    [InlineData("""{"prompt":"a","camera":{"zoom":1.50}}""", "prompt=a", "camera.zoom=1.50")]
    [InlineData("""{"prompt":"a","camera":{"zoom":2}}""", "prompt=a", """camera={"zoom":2}""")]
    [InlineData(
        """{"prompt":"a","shots":[{"prompt":"b","duration":3},{"prompt":"c"}]}""",
        "prompt=a", "shots.0.prompt=b", "shots.0.duration=3", "shots.1.prompt=c")]
    [InlineData(
        """{"prompt":"a","shots":[{"prompt":"b"},{"prompt":"c"}]}""",
        "prompt=a", """shots={"prompt":"b"}""", """shots={"prompt":"c"}""")]
    [InlineData("""{"prompt":"b"}""", "prompt=a", "prompt=b")]
    public async Task A_value_is_read_according_to_its_schema(string sent, params string[] typed)
    {
        Assert.Equal(0, await RunWithAsync([.. typed.SelectMany(value => new[] { "-i", value })]));

        Assert.Equal(sent, _sent);
    }

    [Fact]
    public async Task Repeated_values_become_a_list_even_if_one_value_could_be_text()
    {
        Tool.Write(
            "schemas/acme/moon/input.json",
            """
            {
              "type": "object",
              "properties": { "stop": { "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] } }
            }
            """);

        // The emulator does not have this model, but the tool sends the input.
        await RunAsync("run", "acme/moon", "-i", "stop=a", "-i", "stop=b", "-i", """stop=["c"]""");

        Assert.Equal("""{"stop":["a","b","c"]}""", _sent);
    }

    [Fact]
    public async Task A_local_file_is_sent_with_the_input()
    {
        File.WriteAllBytes(Tool.PathOf("kite.png"), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2]);

        Assert.Equal(0, await RunWithAsync("-i", "prompt=a", "-i", "image_url=@kite.png"));

        Assert.Equal("data:image/png;base64,iVBORw0KGgoBAg==", (string?)JsonNode.Parse(_sent!)!["image_url"]);
    }

    [Fact]
    public async Task A_missing_file_is_reported_and_nothing_is_sent()
    {
        await ReportsAsync(2, "error readable: ", "run", Star, "-i", "prompt=a", "-i", "image_url=@missing.png");
        Assert.Contains("missing.png\", which does not exist", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.Bills);
    }

    [Fact]
    public async Task A_file_name_is_not_sent_as_text_by_mistake()
    {
        Tool.Write("notes.txt", "secret");

        await ReportsAsync(
            2, "prompt does not accept a file, so '@notes.txt' would be sent as text.", "run", Star, "-i", "prompt=@notes.txt");

        Assert.Equal(0, await RunWithAsync("-i", "prompt=@alice waves."));
        Assert.Equal("""{"prompt":"@alice waves."}""", _sent);
    }

    [Fact]
    public async Task Values_on_the_command_line_replace_values_of_the_input_file()
    {
        Tool.Write("in.json", """{ "prompt": "a", "duration": 5.0, "tags": ["old"], "camera": { "zoom": 1 } }""");

        Assert.Equal(
            0, await RunWithAsync("--input", "in.json", "-i", "prompt=b", "-i", "tags=new", "-i", "tags=er", "-i", "camera.zoom=2"));

        Assert.Equal("""{"prompt":"b","duration":5.0,"tags":["new","er"],"camera":{"zoom":2}}""", _sent);
    }

    [Theory]
    [InlineData("acme/star has no input 'promt'. Did you mean 'prompt'?", "-i", "promt=a")]
    [InlineData("acme/star has no input 'shots.0.promt'. Did you mean 'prompt'?", "-i", "shots.0.promt=a")]
    [InlineData("acme/star has no input 'camera.focus'. Known: zoom.", "-i", "camera.focus=a")]
    [InlineData("acme/star has no input 'duration.x'.", "-i", "duration.x=1")]
    [InlineData("'prompt' is not an input. Write -i name=value, or", "-i", "prompt")]
    [InlineData("'=a' is not an input. Write -i name=value, or", "-i", "=a")]
    [InlineData("shots.1.prompt is beyond the end of the list: the next index is 0.", "-i", "shots.1.prompt=a")]
    [InlineData("camera cannot be read as JSON: ", "-i", "camera={zoom")]
    [InlineData("camera cannot be read as JSON: It contains an escaped unpaired surrogate.", "-i", """camera={"\ud800":1}""")]
    [InlineData("error type: /duration is \"five\"; it must be of type integer.", "-i", "duration=five")]
    [InlineData("error maximum: /duration is 16;", "-i", "duration=16")]
    [InlineData("error enum: /aspect_ratio is \"1:1\";", "-i", "aspect_ratio=1:1")]
    [InlineData("error required: /prompt is missing", "-i", "duration=5")]
    public async Task An_invalid_input_is_refused_before_anything_is_sent(string message, params string[] args)
    {
        await ReportsAsync(2, message, ["run", Star, .. args]);
        Assert.EndsWith("Nothing was sent: acme/star does not accept this input.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.Requests);
    }

    [Theory]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData("{ \"prompt\": ", "cannot be read as JSON")]
    [InlineData("""{ "prompt": "a", "prompt": "b" }""", "cannot be read as JSON")]
    [InlineData("""{ "prompt": "a\ud800" }""", "It contains an escaped unpaired surrogate.")]
    [InlineData(null, "The input file cannot be read")]
    public async Task An_invalid_input_file_is_reported(string? text, string message)
    {
        if (text is not null)
        {
            Tool.Write("in.json", text);
        }

        await FailsAsync(2, message, "run", Star, "--input", "in.json");
        Assert.Equal("", Tool.Output);
        Assert.Equal(0, Emulator.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u00EF\u00BB\u00BF")]
    public async Task An_input_file_that_is_not_UTF_8_is_not_sent(string mark)
    {
        File.WriteAllBytes(Tool.PathOf("in.json"), Encoding.Latin1.GetBytes(mark + """{ "prompt": "Mädchen" }"""));

        await FailsAsync(2, "in.json is not UTF-8: ", "run", Star, "--input", "in.json");

        Assert.Equal(0, Emulator.Requests);
    }

    [Fact]
    public async Task A_member_that_the_schema_does_not_name_is_sent_only_on_request()
    {
        Tool.Write("in.json", """{ "prompt": "a", "shots": [{ "zoom": 1 }] }""");

        await ReportsAsync(2, "acme/star has no input '/shots/0/zoom'.", "run", Star, "--input", "in.json");

        Assert.Equal(0, await RunWithAsync("--input", "in.json", "--allow-unknown"));
        Assert.Equal("""{"prompt":"a","shots":[{"zoom":1}]}""", _sent);
    }

    [Fact]
    public async Task The_JSON_report_has_the_pointer_of_each_error()
    {
        var fault = (await JsonAsync(2, "run", Star, "-i", "prompt=a", "-i", "shots.0.duration=1"))["findings"]![0]!;

        Assert.Equal("minimum", (string?)fault["rule"]);
        Assert.Equal("/shots/0/duration", (string?)fault["details"]!["pointer"]);
    }

    private Task<int> RunWithAsync(params string[] args) => RunAsync(["run", Star, .. args]);
}
