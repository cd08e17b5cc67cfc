namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Damages random bytes of a file.</summary>
internal sealed class FileDamage(Random random)
{
    private const int Page = 4096;

    public static IReadOnlyList<string> Ways { get; } = ["flip", "flips", "zeros", "noise", "cut", "cut sector", "moved page"];

    public byte[] Damage(string way, byte[] whole)
    {
        var bytes = whole.ToArray();
        var at = random.Next(bytes.Length);
        var length = Math.Min(random.Next(1, 5_000), bytes.Length - at);
        switch (way)
        {
            case "flip":
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case "flips":
                for (var flip = 0; flip < 20; flip++)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
                }

                break;
            case "zeros":
                bytes.AsSpan(at, length).Clear();
                break;
            case "noise":
                random.NextBytes(bytes.AsSpan(at, length));
                break;
            case "cut":
                return bytes[..at];
            case "cut sector":
                return bytes[..(at / 512 * 512)];
            default:
                var (from, to) = (PageIn(bytes), PageIn(bytes));
                bytes.AsSpan(from, Page).CopyTo(bytes.AsSpan(to));
                break;
        }

        return bytes;
    }

    private int PageIn(byte[] bytes) => random.Next(bytes.Length / Page) * Page;
}
