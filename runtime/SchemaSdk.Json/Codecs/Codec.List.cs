using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

public static partial class Codec
{
    /// <summary>The codec of a JSON array whose items are all of one kind.</summary>
    /// <typeparam name="TCodec">The codec of an item.</typeparam>
    /// <typeparam name="T">The type of an item.</typeparam>
    public readonly struct List<TCodec, T> : IJsonCodec<IReadOnlyList<T>>
        where TCodec : IJsonCodec<T>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out IReadOnlyList<T> value, ref bool respelled)
        {
            value = null;
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            var items = default(ItemsRead<T>);
            for (RawJson.ReadNext(ref reader); reader.TokenType != JsonTokenType.EndArray; RawJson.ReadNext(ref reader))
            {
                if (!TCodec.TryRead(ref reader, out var item, ref respelled))
                {
                    items.Drop();
                    return false;
                }

                items.Add(item);
            }

            value = items.Take();
            return true;
        }

        /// <inheritdoc />
        static void IJsonCodec<IReadOnlyList<T>>.Show(TypeSearch search) => TCodec.Show(search);

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, IReadOnlyList<T> value)
        {
            if (value is null)
            {
                writer.WriteNullValue();
                return;
            }

            writer.WriteStartArray();
            for (var i = 0; i < value.Count; i++)
            {
                TCodec.Write(writer, value[i]);
            }

            writer.WriteEndArray();
        }
    }
}
