using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Compares JSON by value, regardless of member order and of how numbers and strings are written.</summary>
internal static class JsonEquality
{
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        // Different values rarely have the same hash, so they rarely reach the slower comparison below.
        if (HashOf(left) != HashOf(right))
        {
            return false;
        }

        var one = ReaderOf(left);
        var other = ReaderOf(right);
        return JsonValues.AreEqual(ref one, ref other, right);
    }

    public static ulong HashOf(ReadOnlySpan<byte> utf8Json)
    {
        var reader = ReaderOf(utf8Json);
        return JsonHash.Of(ref reader);
    }

    private static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, RawJson.AnyDepth);
        reader.Read();
        return reader;
    }
}
