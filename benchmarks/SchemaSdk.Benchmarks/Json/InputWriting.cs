using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BenchmarkDotNet.Attributes;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Writes and validates an input with seven members, one of which is a list of two objects.</summary>
public class InputWriting
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4 << 10);
    private readonly Utf8JsonWriter _writer;
    private readonly ModelInfo _model = RunComfyClient.Models.Single(model => model.Id == "kling/kling-3.0/pro/text-to-video");
    private readonly byte[] _text;

    private readonly JsonTypeInfo<TextToVideoInput> _converted = (JsonTypeInfo<TextToVideoInput>)new JsonSerializerOptions
    {
        TypeInfoResolver = RunComfyClient.JsonTypeInfoResolver,
    }.GetTypeInfo(typeof(TextToVideoInput));

    private readonly PlainInput _plain = new()
    {
        Prompt = Texts.Prompt,
        NegativePrompt = Texts.NegativePrompt,
        Duration = 8,
        AspectRatio = "16:9",
        CfgScale = 0.5,
        Sound = true,
        MultiPrompt = [new() { Prompt = Texts.First, Duration = 3 }, new() { Prompt = Texts.Second, Duration = 5 }],
    };

    private readonly TextToVideoInput _typed = new()
    {
        Prompt = Texts.Prompt,
        NegativePrompt = Texts.NegativePrompt,
        Duration = 8,
        AspectRatio = "16:9",
        CfgScale = 0.5,
        Sound = true,
        MultiPrompt = [new() { Prompt = Texts.First, Duration = 3 }, new() { Prompt = Texts.Second, Duration = 5 }],
    };

    /// <summary>Checks that all implementations write the same JSON, and that it is valid.</summary>
    /// <exception cref="InvalidOperationException">The JSON differs or is invalid, so the times would be meaningless.</exception>
    public InputWriting()
    {
        _writer = new Utf8JsonWriter(_buffer);
        Plain();
        _text = _buffer.WrittenSpan.ToArray();
        Typed();
        Same();
        Converted();
        Same();
        if (!IsValid())
        {
            throw new InvalidOperationException("The input is not valid.");
        }
    }

    [Benchmark(Baseline = true)]
    public void Plain()
    {
        Reset();
        JsonSerializer.Serialize(_writer, _plain, PlainContext.Default.PlainInput);
    }

    [Benchmark]
    public void Typed()
    {
        Reset();
        TextToVideoInput.Write(_writer, _typed);
        _writer.Flush();
    }

    [Benchmark]
    public void Converted()
    {
        Reset();
        JsonSerializer.Serialize(_writer, _typed, _converted);
    }

    [Benchmark]
    public bool IsValid() => _model.Validate(_text).Count == 0;

    private void Reset()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
    }

    private void Same()
    {
        if (!_buffer.WrittenSpan.SequenceEqual(_text))
        {
            throw new InvalidOperationException("The implementations write different JSON.");
        }
    }
}
