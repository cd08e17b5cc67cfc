using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.AspNetCore;

/// <summary>
/// Remembers signed callbacks for as long as their signatures are taken, so that a copy of one is ignored. Only whoever can sign fills
/// it.
/// </summary>
/// <param name="time">The clock by which signatures are old.</param>
/// <param name="tolerance">The longest time that a signed callback may be away from now.</param>
/// <param name="most">The number of the last ones that it remembers in any case. It has at most twice as many.</param>
internal sealed class SeenCallbacks(TimeProvider time, TimeSpan tolerance, int most)
{
    // One that is ahead of our clock is taken from that long before its time until that long after it.
    private readonly TimeSpan _memory = tolerance < TimeSpan.MaxValue / 2 ? 2 * tolerance : TimeSpan.MaxValue;

    private readonly object _gate = new();
    private HashSet<UInt128> _earlier = [];
    private HashSet<UInt128> _latest = [];
    private DateTimeOffset _since = time.GetUtcNow();

    /// <summary>The number that it remembers now.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _earlier.Count + _latest.Count;
            }
        }
    }

    /// <summary>Returns true if one of its kind was taken before, or if this one is, and remembers it.</summary>
    /// <param name="signed">The part that its signature covers.</param>
    /// <param name="provenKey">The key that its address was made for: elsewhere, a copy does not use it up. Null: none.</param>
    /// <param name="take">Takes the first one; false if it cannot: whoever sends it again is not ignored.</param>
    internal bool IsTaken(ReadOnlySpan<byte> signed, string? provenKey, Func<bool> take)
    {
        var digest = DigestOf(signed, provenKey);

        // Together: a copy that comes meanwhile is not told that this one was taken before it is.
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_latest.Count >= most || (now - _since).Duration() > _memory)
            {
                (_earlier, _latest, _since) = (_latest, [], now);
            }

            if (_earlier.Contains(digest) || _latest.Contains(digest))
            {
                return true;
            }

            return take() && _latest.Add(digest);
        }
    }

    private static UInt128 DigestOf(ReadOnlySpan<byte> signed, string? provenKey)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // No key has a zero, so that nothing else begins like this.
        sha256.AppendData(Encoding.UTF8.GetBytes(provenKey + "\0"));
        sha256.AppendData(signed);
        return BinaryPrimitives.ReadUInt128BigEndian(sha256.GetHashAndReset());
    }
}
