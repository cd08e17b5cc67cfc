using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Compares JSON texts by their values: the order of members and the spelling of numbers and strings do not matter.</summary>
internal static class JsonEquality
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = int.MaxValue };

    /// <summary>Returns true if two texts are the same value.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        // Different values rarely have the same hash, so an unsuccessful search for members in another order is rare.
        if (HashOf(left) != HashOf(right))
        {
            return false;
        }

        var one = ReaderOf(left);
        var other = ReaderOf(right);
        return JsonValues.AreEqual(ref one, ref other, right);
    }

    /// <summary>Returns a hash; equal texts have equal hashes.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> utf8Json)
    {
        var reader = ReaderOf(utf8Json);
        return JsonHash.Of(ref reader);
    }

    private static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, Deep);
        reader.Read();
        return reader;
    }
}
