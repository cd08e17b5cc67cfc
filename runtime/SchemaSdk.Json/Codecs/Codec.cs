using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: codecs, each of which reads and writes one kind of JSON value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Codec
{
    /// <summary>The codec of a JSON string.</summary>
    public readonly struct String : IJsonCodec<string>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out string value, ref bool respelled) =>
            JsonText.TryRead(ref reader, out value);

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
    }

    /// <summary>The codec of a whole JSON number in any notation, such as <c>5.0</c> or <c>5e0</c>, that fits in 32 bits.</summary>
    public readonly struct Int32 : IJsonCodec<int>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, out int value, ref bool respelled)
        {
            var isWhole = Int64.TryRead(ref reader, out var wide, ref respelled);
            return IsNarrow(isWhole, wide, out value);
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);

        private static bool IsNarrow(bool isWhole, long wide, out int value)
        {
            var isNarrow = isWhole && wide is >= int.MinValue and <= int.MaxValue;
            value = isNarrow ? (int)wide : 0;
            return isNarrow;
        }
    }

    /// <summary>The codec of a whole JSON number in any notation, such as <c>5.0</c> or <c>5e0</c>, that fits in 64 bits.</summary>
    public readonly struct Int64 : IJsonCodec<long>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, out long value, ref bool respelled)
        {
            value = 0;
            return reader.TokenType == JsonTokenType.Number && NumberText.TryRead(NumberText.Of(ref reader), out value, ref respelled);
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);
    }

    /// <summary>The codec of a JSON number within the range of a double.</summary>
    public readonly struct Double : IJsonCodec<double>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, out double value, ref bool respelled)
        {
            value = 0;
            return reader.TokenType == JsonTokenType.Number && NumberText.TryRead(NumberText.Of(ref reader), out value, ref respelled);
        }

        /// <inheritdoc />
        /// <exception cref="ArgumentException">The value is NaN or infinite, which JSON cannot represent.</exception>
        public static void Write(Utf8JsonWriter writer, double value)
        {
            if (!double.IsFinite(value))
            {
                NumberText.WriteNotFinite(writer, value);
            }
            else if (writer.Options.Indented)
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                NumberText.Write(writer, value);
            }
        }
    }

    /// <summary>The codec of <c>true</c> and <c>false</c>.</summary>
    public readonly struct Boolean : IJsonCodec<bool>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, out bool value, ref bool respelled)
        {
            value = reader.TokenType == JsonTokenType.True;
            return value || reader.TokenType == JsonTokenType.False;
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
    }

    /// <summary>The codec of any JSON value, even null. Refuses to read a value that would take too long to parse.</summary>
    public readonly struct Element : IJsonCodec<JsonElement>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, out JsonElement value, ref bool respelled)
        {
            var canParse = RawJson.CanParse(reader);
            value = canParse ? JsonElement.ParseValue(ref reader) : default;
            return canParse;
        }

        /// <inheritdoc />
        /// <exception cref="InvalidOperationException">The element was never set.</exception>
        public static void Write(Utf8JsonWriter writer, JsonElement value) => RawJson.Write(writer, value);
    }

    /// <summary>The codec of a JSON string that is the URL of a file.</summary>
    /// <typeparam name="T">The type of the file.</typeparam>
    public readonly struct File<T> : IJsonCodec<T>
        where T : class, IFileValue<T>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, ref bool respelled)
        {
            value = JsonText.TryRead(ref reader, out var address) ? T.FromUrl(address) : null;
            return value is not null;
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value) => WriteText(writer, value);
    }

    private static bool TryReadText<T>(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value)
        where T : IModelValue<T>
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        try
        {
            value = T.Read(ref reader);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;   // the string contains an unpaired surrogate
        }
    }

    private static void WriteText<T>(Utf8JsonWriter writer, T value)
        where T : IModelValue<T>
    {
        // Without the IsValueType check, unoptimized code would box a struct.
        if (!typeof(T).IsValueType && value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            T.Write(writer, value);
        }
    }
}
