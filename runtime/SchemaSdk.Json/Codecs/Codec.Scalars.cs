using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

public static partial class Codec
{
    /// <summary>The codec of a whole JSON number that fits in 128 bits.</summary>
    public readonly struct Int128 : IJsonCodec<System.Int128>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, out System.Int128 value, ref bool respelled)
        {
            value = default;
            if (reader.TokenType != JsonTokenType.Number)
            {
                return false;
            }

            var text = NumberText.Of(ref reader);
            if (System.Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
            {
                respelled |= value == 0 && text[0] == '-';
                return true;
            }

            // The number may still be whole, in a notation such as 5.0 or 1e20.
            respelled = true;
            return System.Int128.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, System.Int128 value)
        {
            Span<byte> text = stackalloc byte[40];
            value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
            writer.WriteRawValue(text[..length], skipInputValidation: true);
        }
    }

    /// <summary>The codec of a JSON string with a date and a time (RFC 3339).</summary>
    public readonly struct DateTimeOffset : IJsonCodec<System.DateTimeOffset>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, out System.DateTimeOffset value, ref bool respelled)
        {
            value = default;
            try
            {
                if (reader.TokenType != JsonTokenType.String || !DateText.TryRead(ref reader, out value))
                {
                    return false;
                }
            }
            catch (InvalidOperationException)
            {
                return false;   // the string contains an unpaired surrogate
            }

            // The text is kept, because it shows how the service writes offsets and fractional digits.
            respelled = true;
            return true;
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, System.DateTimeOffset value) => writer.WriteStringValue(value);
    }
}
