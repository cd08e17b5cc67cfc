using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// Writes objects for comparing or showing, not for sending: what JSON cannot hold is written as text instead of refused.
/// </summary>
internal sealed class JsonPrinter : IDisposable
{
    private const int MaxKept = 1 << 16;

    // Letters of every language are not escaped, because people read this.
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
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

    /// <summary>Returns true if a writer belongs to a printer in use.</summary>
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

    /// <summary>Returns true if two values are equal as JSON.</summary>
    public static bool AreEqual(IJsonWritable one, IJsonWritable other)
    {
        using var left = Print(one);
        using var right = Print(other);
        return JsonEquality.AreEqual(left.Written, right.Written);
    }

    /// <summary>A hash that is the same for values that are equal as JSON.</summary>
    public static int HashOf(IJsonWritable value)
    {
        using var json = Print(value);
        return JsonEquality.HashOf(json.Written).GetHashCode();
    }

    /// <summary>A value as JSON text for people, cut at 300 characters.</summary>
    public static string TextOf(IJsonWritable value)
    {
        using var json = Print(value);
        return JsonText.Cut(json.Written);
    }

    /// <summary>Returns the printer; what it wrote must not be used any more.</summary>
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
