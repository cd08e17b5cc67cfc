namespace SchemaSdk.Tests.Ledgers;

/// <summary>Damages files, each in another way.</summary>
/// <param name="random">Decides where.</param>
internal sealed class LedgerVandal(Random random)
{
    /// <summary>The ways.</summary>
    public static readonly string[] Ways =
    [
        "cut", "zero tail", "zero sectors", "flip a bit", "flip bits", "noise", "splice", "repeat", "repeat over", "drop", "swap",
        "foreign", "flip and cut", "longer",
    ];

    /// <summary>True if nobody can tell by the file alone that it was longer, or that the end of it was durable.</summary>
    public static bool LooksTorn(string way) => way is "cut" or "zero tail" or "zero sectors" or "drop" or "flip and cut";

    /// <summary>Returns the file in another state.</summary>
    /// <param name="way">The way to damage it.</param>
    /// <param name="file">The file, which stays as it is.</param>
    /// <param name="other">Another ledger.</param>
    public byte[] Damage(string way, byte[] file, byte[] other)
    {
        var (at, length) = (random.Next(file.Length), 1 + random.Next(700));
        var end = Math.Min(file.Length, at + length);
        var copy = (byte[])file.Clone();
        switch (way)
        {
            case "cut":
                return copy[..at];
            case "zero tail":
                copy.AsSpan(at).Clear();
                return copy;
            case "zero sectors":
                copy.AsSpan(at & ~511, Math.Min(512 * random.Next(1, 4), file.Length - (at & ~511))).Clear();
                return copy;
            case "flip a bit":
                Flip(copy, at);
                return copy;
            case "flip bits":
                for (var flips = random.Next(2, 9); flips > 0; flips--)
                {
                    Flip(copy, random.Next(copy.Length));
                }

                return copy;
            case "noise":
                random.NextBytes(copy.AsSpan(at, end - at));
                return copy;
            case "splice":
                return [.. copy[..at], .. other.Skip(random.Next(2) == 0 ? at : random.Next(other.Length))];
            case "repeat":
                return [.. copy[..end], .. copy[at..end], .. copy[end..]];
            case "repeat over":
                copy.AsSpan(at, end - at).CopyTo(copy.AsSpan(random.Next(copy.Length - (end - at) + 1)));
                return copy;
            case "drop":
                return [.. copy[..at], .. copy[end..]];
            case "swap":
                return [.. copy[end..], .. copy[..end]];
            case "foreign":
                return [.. other[..Math.Min(at, 60)], .. copy[Math.Min(at, 60)..]];
            case "flip and cut":
                Flip(copy, random.Next(at + 1));
                return copy[..Math.Max(at, 1)];
            default:
                var more = new byte[length];
                random.NextBytes(more);
                return [.. copy, .. more];
        }
    }

    private void Flip(byte[] bytes, int at) => bytes[at] ^= (byte)(1 << random.Next(8));
}
