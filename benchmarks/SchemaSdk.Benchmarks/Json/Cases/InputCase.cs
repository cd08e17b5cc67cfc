using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BenchmarkDotNet.Attributes;

namespace SchemaSdk.Benchmarks.Json.Cases;

/// <summary>
/// Reads, writes and validates an input with the generated code. Compares this code with a hand-written type and System.Text.Json's source
/// generator.
/// </summary>
public abstract class InputCase<TTyped, TPlain>
    where TTyped : IModelValue<TTyped>
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 20);
    private readonly Utf8JsonWriter _writer;
    private readonly byte[] _text;
    private readonly JsonTypeInfo<TPlain> _info;
    private readonly ModelInfo _model;
    private readonly TTyped _typed;
    private readonly TPlain _plain;

    /// <summary>Checks that both implementations write the text exactly as they read it, and that the input is valid.</summary>
    /// <param name="modelId">The model id.</param>
    /// <param name="info">The metadata for reading and writing the hand-written type.</param>
    /// <param name="text">The input as JSON.</param>
    /// <exception cref="InvalidOperationException">
    /// An implementation changes the text or the input is not valid, so the times would be meaningless.
    /// </exception>
    private protected InputCase(string modelId, JsonTypeInfo<TPlain> info, string text)
    {
        _writer = new Utf8JsonWriter(_buffer);
        _text = System.Text.Encoding.UTF8.GetBytes(text);
        _info = info;
        _model = BenchmarkModels.Find(modelId);
        _typed = Typed();
        _plain = Plain();
        Write();
        Same();
        WritePlain();
        Same();
        if (!IsValid())
        {
            throw new InvalidOperationException($"The input of {modelId} is not valid.");
        }
    }

    [Benchmark]
    public TPlain Plain() => JsonSerializer.Deserialize(_text, _info)!;

    [Benchmark]
    public TTyped Typed()
    {
        var reader = new Utf8JsonReader(_text);
        reader.Read();
        return TTyped.Read(ref reader);
    }

    [Benchmark]
    public void WritePlain()
    {
        Reset();
        JsonSerializer.Serialize(_writer, _plain, _info);
    }

    [Benchmark]
    public void Write()
    {
        Reset();
        TTyped.Write(_writer, _typed);
        _writer.Flush();
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
            throw new InvalidOperationException($"The input of {_model.Id} differs after it was read and written.");
        }
    }
}
