using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

public static partial class Codec
{
    /// <summary>
    /// The codec of a JSON object with any member names and one kind of value. If a name occurs more than once, the last value is used.
    /// </summary>
    /// <typeparam name="TCodec">The codec of a value.</typeparam>
    /// <typeparam name="T">The C# type of a value.</typeparam>
    public readonly struct Map<TCodec, T> : IJsonCodec<IReadOnlyDictionary<string, T>>
        where TCodec : IJsonCodec<T>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(
            false)] out IReadOnlyDictionary<string, T> value, ref bool respelled)
        {
            value = null;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            var members = new Dictionary<string, T>(StringComparer.Ordinal);
            while (true)
            {
                RawJson.ReadNext(ref reader);
                if (reader.TokenType == JsonTokenType.EndObject)
                {
                    value = new ReadOnlyDictionary<string, T>(members);
                    return true;
                }

                var name = JsonText.Decode(ref reader);
                RawJson.ReadNext(ref reader);
                if (!TCodec.TryRead(ref reader, out var member, ref respelled))
                {
                    return false;
                }

                members[name] = member;
            }
        }

        /// <inheritdoc />
        static void IJsonCodec<IReadOnlyDictionary<string, T>>.Show(TypeSearch search) => TCodec.Show(search);

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> value)
        {
            if (value is null)
            {
                writer.WriteNullValue();
                return;
            }

            writer.WriteStartObject();
            foreach (var member in value)
            {
                writer.WritePropertyName(member.Key);
                TCodec.Write(writer, member.Value);
            }

            writer.WriteEndObject();
        }
    }
}
