using System.Buffers;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

public static partial class Codec
{
    /// <summary>A JSON array whose items are all of one kind.</summary>
    /// <typeparam name="TCodec">How an item is read and written.</typeparam>
    /// <typeparam name="T">The type of an item.</typeparam>
    public readonly struct List<TCodec, T> : IJsonCodec<IReadOnlyList<T>>
        where TCodec : IJsonCodec<T>
    {
        private const int FirstRoom = 8;

        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out IReadOnlyList<T> value, ref bool respelled)
        {
            value = null;
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            var items = ArrayPool<T>.Shared.Rent(FirstRoom);
            var count = 0;
            var isRead = true;
            for (RawJson.ReadNext(ref reader); reader.TokenType != JsonTokenType.EndArray; RawJson.ReadNext(ref reader))
            {
                if (!TCodec.TryRead(ref reader, out var item, ref respelled))
                {
                    isRead = false;
                    break;
                }

                items = count == items.Length ? Grow(items) : items;
                items[count++] = item;
            }

            value = !isRead ? null : count == 0 ? ReadOnlyCollection<T>.Empty : new ReadOnlyCollection<T>(items.AsSpan(0, count).ToArray());
            Return(items);
            return isRead;
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

        private static T[] Grow(T[] items)
        {
            var larger = ArrayPool<T>.Shared.Rent(items.Length * 2);
            items.CopyTo(larger, 0);
            Return(items);
            return larger;
        }

        private static void Return(T[] items) =>
            ArrayPool<T>.Shared.Return(items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }
}
