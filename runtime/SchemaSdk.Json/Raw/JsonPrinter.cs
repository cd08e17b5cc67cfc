using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// Writes objects as JSON for comparison or display, not for sending. A number that JSON cannot represent, such as NaN, is written as a
/// string instead of being rejected.
/// </summary>
internal sealed class JsonPrinter : IDisposable
{
    private const int MaxKept = 1 << 16;

    // People read this text, so letters of all languages are written unescaped.
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = int.MaxValue,
    };

    [ThreadStatic]
    private static JsonPrinter? t_free;

    [ThreadStatic]
    private static JsonPrinter? t_active;

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _writer;
    private JsonPrinter? _outer;

    private JsonPrinter() => _writer = new Utf8JsonWriter(_output, Readable);

    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    /// <summary>Returns true while a printer is writing a value with this writer.</summary>
    public static bool IsPrinting(Utf8JsonWriter writer)
    {
        for (var printer = t_active; printer is not null; printer = printer._outer)
        {
            if (printer._writer == writer)
            {
                return true;
            }
        }

        return false;
    }

    public static JsonPrinter Print(IJsonWritable value)
    {
        var printer = t_free ?? new JsonPrinter();
        t_free = null;
        printer._outer = t_active;
        t_active = printer;
        try
        {
            value.WriteTo(printer._writer);
            printer._writer.Flush();
        }
        finally
        {
            t_active = printer._outer;
        }

        return printer;
    }

    public static bool AreEqual(IJsonWritable one, IJsonWritable other)
    {
        using var left = Print(one);
        using var right = Print(other);
        return JsonEquality.AreEqual(left.Written, right.Written);
    }

    /// <summary>Returns a hash that is the same for values with equal JSON.</summary>
    public static int HashOf(IJsonWritable value)
    {
        using var json = Print(value);
        return JsonEquality.HashOf(json.Written).GetHashCode();
    }

    /// <summary>Returns the value as readable JSON, truncated to 300 characters.</summary>
    public static string TextOf(IJsonWritable value)
    {
        using var json = Print(value);
        return JsonText.Cut(json.Written);
    }

    /// <summary>Makes the printer available for reuse. Its output must not be used afterwards.</summary>
    public void Dispose()
    {
        if (_output.Capacity <= MaxKept)
        {
            _output.ResetWrittenCount();
            _writer.Reset(_output);
            t_free = this;
        }
    }
}
