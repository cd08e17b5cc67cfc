using Microsoft.Extensions.AI;
using SchemaSdk.Extensions.AI.Speech;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

public sealed class SpeechTests : AdapterTest
{
    private static readonly SchemaInfo Scribe = new(
        "acme/ear/speech-to-text",
        """
        {
          "type": "object",
          "required": ["audio_url"],
          "properties": {
            "audio_url": { "type": "string" },
            "language_code": { "anyOf": [{ "type": "string", "enum": ["de", "en"] }, { "type": "null" }] }
          }
        }
        """,
        """{ "type": "object", "properties": { "text": { "type": "string" } }, "required": ["text"] }""");

    [Fact]
    public async Task A_text_is_spoken_with_the_options_of_the_model()
    {
        using var speaker = Bench.Client.Bytedance.SeedAudio1_0.TextToAudio.AsTextToSpeechClient();

        static TextToSpeechOptions In(string format) => new TextToSpeechOptions
        {
            VoiceId = "felix_zh",
            AudioFormat = format,
            Speed = 1.2f,
            Pitch = -2,
            Volume = 1.5f,
        }.WithKey("line 1");

        var response = await speaker.GetAudioAsync("Good morning.", In("audio/wav"));
        var again = await speaker.GetStreamingAudioAsync("Good morning.", In("wav")).ToListAsync();

        Assert.Equal(
            """{"prompt":"Good morning.","voice":"felix_zh","output_format":"wav","speed":1.2,"pitch":-2,"volume":1.5}""",
            Bench.Input.GetRawText());
        // The media type is not tested, because the emulator does not know that the model makes audio.
        var audio = Assert.IsType<DataContent>(response.Contents[0]);
        Assert.NotEqual(0, audio.Data.Length);
        Assert.Equal(response.ResponseId, audio.AdditionalProperties![ModelProperties.RequestId]);
        Assert.Equal(response.Contents.Count, again.Sum(static update => update.Contents.Count));
        Assert.Equal(1, Bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_saved_file_is_returned_even_if_the_service_has_deleted_it()
    {
        await using var bench = new AdapterBench(saves: true);
        using var speaker = bench.Client.Bytedance.SeedAudio1_0.TextToAudio.AsTextToSpeechClient();
        var options = new TextToSpeechOptions().WithKey("line 1");
        var first = await speaker.GetAudioAsync("Good morning.", options);
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(404), times: 100);

        var again = await speaker.GetAudioAsync("Good morning.", options);

        Assert.Equal(((DataContent)first.Contents[0]).Data.ToArray(), ((DataContent)again.Contents[0]).Data.ToArray());
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_saved_file_that_was_moved_is_downloaded_again()
    {
        await using var bench = new AdapterBench(saves: true);
        using var speaker = bench.Client.Bytedance.SeedAudio1_0.TextToAudio.AsTextToSpeechClient();
        var options = new TextToSpeechOptions().WithKey("line 1");
        await speaker.GetAudioAsync("Good morning.", options);
        Directory.Delete(bench.Folder.File("films"), recursive: true);

        var again = await speaker.GetAudioAsync("Good morning.", options);

        Assert.NotEqual(0, ((DataContent)again.Contents[0]).Data.Length);
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData("VoiceId", "voice (vivi_mixed_en_zh_ja_es_id")]
    [InlineData("Language", "has no input language")]
    [InlineData("AudioFormat", "output_format (wav, mp3, ogg_opus)")]
    [InlineData("Speed", "speed (from 0.5 to 2)")]
    [InlineData("Pitch", "pitch (from -12 to 12)")]
    public async Task An_option_that_does_not_map_is_refused_before_anything_is_sent(string what, string words)
    {
        using var speaker = Bench.Client.Bytedance.SeedAudio1_0.TextToAudio.AsTextToSpeechClient();
        var options = what switch
        {
            "VoiceId" => new TextToSpeechOptions { VoiceId = "me" },
            "Language" => new() { Language = "de" },
            "AudioFormat" => new() { AudioFormat = "flac" },
            "Speed" => new() { Speed = 7 },
            _ => new() { Pitch = 0.5f },
        };

        var exception = await Assert.ThrowsAsync<ModelInputException>(() => speaker.GetAudioAsync("Good morning.", options));

        Assert.StartsWith(what, exception.Message, StringComparison.Ordinal);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Empty(Bench.Inputs);
    }

    [Theory]
    [InlineData("""{ "enum": [0.5, 1.0, 1.5] }""", 1, "1.0")]
    [InlineData("""{ "enum": ["0.5", "1.0"] }""", 1, "\"1.0\"")]
    [InlineData("""{ "anyOf": [{ "type": "number", "maximum": 2 }, { "const": "auto" }] }""", 1.25f, "1.25")]
    [InlineData("""{ "type": "number", "exclusiveMinimum": 0.5 }""", 0.75f, "0.75")]
    [InlineData("""{ "anyOf": [{ "type": "number", "exclusiveMaximum": 1 }, { "type": "integer", "minimum": 1 }] }""", 50, "50")]
    [InlineData("""{ "anyOf": [{ "type": "number", "minimum": 0 }, { "minimum": 5, "exclusiveMinimum": true }] }""", 0, "0")]
    public async Task A_number_may_be_written_in_another_way_or_be_an_alternative_to_a_name(string speed, float wanted, string sent)
    {
        await using var bench = new AdapterBench([Speaking(speed)], hasLedger: false);
        using var speaker = Speaking(speed).Of(bench.Client).AsTextToSpeechClient();

        await speaker.GetAudioAsync("Good morning.", new() { Speed = wanted });

        Assert.Equal(sent, bench.Input.GetProperty("speed").GetRawText());
    }

    [Theory]
    [InlineData("""{ "anyOf": [{ "type": "number", "maximum": 2 }, { "const": "auto" }] }""", 3, "speed")]
    [InlineData("""{ "type": "number", "enum": [0.5, 1.0, 1.5] }""", 1.25f, "speed")]
    [InlineData("""{ "allOf": [{ "type": "number" }, { "exclusiveMinimum": 0.5, "maximum": 2 }] }""", 0.5f, "(above 0.5 and at most 2)")]
    [InlineData(
        """{ "allOf": [{ "type": "number" }, { "minimum": 0, "exclusiveMinimum": 0.5, "exclusiveMaximum": 2, "maximum": 9 }] }""",
        2,
        "speed (above 0.5 and below 2)")]
    [InlineData("""{ "allOf": [{ "type": "number" }, { "minimum": 0.5, "exclusiveMinimum": true }] }""", 0.5f, "speed (above 0.5)")]
    [InlineData("""{ "allOf": [{ "type": "number" }, { "maximum": 2, "exclusiveMaximum": false }] }""", 2.5f, "speed (at most 2)")]
    public async Task A_number_that_is_not_allowed_is_refused_with_the_range(string speed, float wanted, string words)
    {
        await using var bench = new AdapterBench([Speaking(speed)], hasLedger: false);
        using var speaker = Speaking(speed).Of(bench.Client).AsTextToSpeechClient();

        var error = await Assert.ThrowsAsync<ModelInputException>(() => speaker.GetAudioAsync("Good morning.", new() { Speed = wanted }));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Inputs);
    }

    [Fact]
    public async Task An_address_on_another_host_beside_the_speech_is_not_downloaded()
    {
        var model = new SchemaInfo(
            "acme/mouth/speak",
            """{ "type": "object", "properties": { "text": { "type": "string" } } }""",
            """
            {
              "type": "object",
              "properties": {
                "audio": { "type": "string", "format": "uri" },
                "reference_audio": { "const": "https://shop.example/me.wav" }
              }
            }
            """);
        await using var bench = new AdapterBench([model], hasLedger: false);
        using var speaker = model.Of(bench.Client).AsTextToSpeechClient();

        var response = await speaker.GetAudioAsync("Good morning.");

        Assert.NotEqual(0, Assert.IsType<DataContent>(Assert.Single(response.Contents)).Data.Length);
        var output = Assert.IsType<ModelResult<JsonElement>>(response.RawRepresentation).Output;
        Assert.Equal("https://shop.example/me.wav", output.GetProperty("reference_audio").GetString());
    }

    [Fact]
    public void A_member_that_is_null_is_not_the_text()
    {
        var output = JsonSerializer.SerializeToElement(new { text = (string?)null, transcription = "hello" });

        Assert.Equal("hello", SpokenText.In(output));
    }

    [Fact]
    public async Task Speech_is_transcribed()
    {
        await using var bench = new AdapterBench([Scribe], hasLedger: false);
        using var writer = Scribe.Of(bench.Client).AsSpeechToTextClient();
        using var audio = new MemoryStream([.. "RIFF\0\0\0\0WAVEfmt "u8, .. new byte[32]]);

        var response = await writer.GetTextAsync(audio, new() { SpeechLanguage = "de-CH" });

        var result = Assert.IsType<ModelResult<JsonElement>>(response.RawRepresentation);
        Assert.Equal(result.Output.GetProperty("text").GetString(), response.Text);
        Assert.Equal("de", bench.Input.GetProperty("language_code").GetString());
        Assert.StartsWith("data:audio/wav;base64,", bench.Input.GetProperty("audio_url").GetString(), StringComparison.Ordinal);
        Assert.Equal(result.RequestId, Assert.Single(response.Contents).AdditionalProperties![ModelProperties.RequestId]);
    }

    [Fact]
    public async Task An_unknown_language_and_a_stream_that_is_not_audio_are_refused_and_a_missing_text_keeps_the_request_id()
    {
        await using var bench = new AdapterBench([Scribe], hasLedger: false);
        using var writer = Scribe.Of(bench.Client).AsSpeechToTextClient();
        using var mute = Scribe.Of(bench.Client).AsSpeechToTextClient(text: static _ => null);
        using var audio = new MemoryStream([.. "RIFF\0\0\0\0WAVEfmt "u8, .. new byte[32]]);
        using var picture = new MemoryStream([0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[32]]);

        var image = await Assert.ThrowsAsync<ModelInputException>(() => writer.GetTextAsync(picture));
        var language = await Assert.ThrowsAsync<ModelInputException>(() => writer.GetTextAsync(audio, new() { SpeechLanguage = "fr" }));
        var translation = await Assert.ThrowsAsync<ModelInputException>(() => writer.GetTextAsync(audio, new() { TextLanguage = "en" }));
        Assert.Empty(bench.Inputs);
        var empty = await Assert.ThrowsAsync<ModelException>(() => mute.GetTextAsync(audio));

        Assert.Contains("image/png", image.Message, StringComparison.Ordinal);
        Assert.Contains("language_code (de, en)", language.Message, StringComparison.Ordinal);
        Assert.Contains("TextLanguage", translation.Message, StringComparison.Ordinal);
        Assert.NotNull(empty.RequestId);
    }

    private static SchemaInfo Speaking(string speed) => new(
        "acme/mouth/speak",
        $$"""{ "type": "object", "properties": { "text": { "type": "string" }, "speed": {{speed}} } }""",
        """{ "type": "object", "properties": { "audio": { "type": "string", "format": "uri" } } }""");
}
