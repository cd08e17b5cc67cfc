using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.AspNetCore;

/// <summary>
/// Remembers signed callbacks for as long as their signatures are accepted, so that replays are ignored. Only callbacks with valid
/// signatures are added.
/// </summary>
// most: at least this many of the latest callbacks are remembered, and at most twice as many.
internal sealed class SeenCallbacks(TimeProvider time, TimeSpan tolerance, int most)
{
    // Twice the tolerance, because a callback's time may differ from the current time by the tolerance in either direction.
    private readonly TimeSpan _memory = tolerance < TimeSpan.MaxValue / 2 ? 2 * tolerance : TimeSpan.MaxValue;

    private readonly object _gate = new();
    private HashSet<UInt128> _earlier = [];
    private HashSet<UInt128> _latest = [];
    private DateTimeOffset _since = time.GetUtcNow();

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

    /// <summary>For a new callback, returns the result of <c>take</c>. For a replay, returns true without calling <c>take</c>.</summary>
    // signed: the bytes that the signature covers.
    // provenKey: the key in the callback's address if its proof is valid; otherwise null. Equal bytes with another key are a new callback.
    // take: accepts a new callback. If take returns false, the callback is not remembered and can be sent again.
    internal bool IsTaken(ReadOnlySpan<byte> signed, string? provenKey, Func<bool> take)
    {
        var digest = DigestOf(signed, provenKey);

        // Hold the lock while take runs, because a concurrent replay must wait for its result.
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

        // Separate the key from the signed bytes with NUL, because no key contains it.
        sha256.AppendData(Encoding.UTF8.GetBytes(provenKey + "\0"));
        sha256.AppendData(signed);
        return BinaryPrimitives.ReadUInt128BigEndian(sha256.GetHashAndReset());
    }
}
