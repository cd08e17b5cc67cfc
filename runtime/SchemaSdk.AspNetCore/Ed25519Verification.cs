using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace SchemaSdk.AspNetCore;

/// <summary>Verifies Ed25519 signatures, which .NET does not. It signs nothing and holds no secret, so that its time may vary.</summary>
/// <remarks>RFC 8032, section 5.1.7.</remarks>
internal static class Ed25519Verification
{
    private const int Size = 32;

    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    private static readonly BigInteger Order =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (Prime - 1) / 4, Prime);
    private static readonly Point Base = BaseOf();

    internal static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != Size || signature.Length != 2 * Size)
        {
            return false;
        }

        var scalar = Number(signature[Size..]);
        if (scalar >= Order || PointOf(publicKey) is not { } key || PointOf(signature[..Size]) is not { } point)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(signature[..Size]);
        hash.AppendData(publicKey);
        hash.AppendData(message);
        var challenge = Number(hash.GetHashAndReset()) % Order;
        return Same(Times(Base, scalar), Add(point, Times(key, challenge)));
    }

    private static BigInteger Number(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);

    private static BigInteger Mod(BigInteger value)
    {
        var rest = value % Prime;
        return rest.Sign < 0 ? rest + Prime : rest;
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(value, Prime - 2, Prime);

    private static Point BaseOf()
    {
        var y = Mod(4 * Inverse(5));
        var x = RootOf(y, isOdd: false)!.Value;
        return new Point(x, y, 1, Mod(x * y));
    }

    // Null: no point has this form.
    private static Point? PointOf(ReadOnlySpan<byte> text)
    {
        var y = Number(text);
        var isOdd = !(y >> 255).IsZero;
        y &= (BigInteger.One << 255) - 1;
        return y < Prime && RootOf(y, isOdd) is { } x ? new Point(x, y, 1, Mod(x * y)) : null;
    }

    private static BigInteger? RootOf(BigInteger y, bool isOdd)
    {
        var square = Mod((y * y) - 1) * Inverse(Mod((D * y * y) + 1)) % Prime;
        if (square.IsZero)
        {
            return isOdd ? null : BigInteger.Zero;
        }

        var x = BigInteger.ModPow(square, (Prime + 3) / 8, Prime);
        if (!Mod((x * x) - square).IsZero)
        {
            x = x * RootOfMinusOne % Prime;
        }

        return !Mod((x * x) - square).IsZero ? null : x.IsEven == isOdd ? Prime - x : x;
    }

    // Extended coordinates: x = X/Z, y = Y/Z, xy = T/Z.
    private static Point Add(in Point p, in Point q)
    {
        var a = Mod((p.Y - p.X) * (q.Y - q.X));
        var b = Mod((p.Y + p.X) * (q.Y + q.X));
        var c = Mod(2 * p.T * q.T % Prime * D);
        var d = Mod(2 * p.Z * q.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static Point Times(Point point, BigInteger scalar)
    {
        var sum = new Point(0, 1, 1, 0);
        for (; !scalar.IsZero; scalar >>= 1)
        {
            if (!scalar.IsEven)
            {
                sum = Add(sum, point);
            }

            point = Add(point, point);
        }

        return sum;
    }

    private static bool Same(in Point p, in Point q) =>
        Mod((p.X * q.Z) - (q.X * p.Z)).IsZero && Mod((p.Y * q.Z) - (q.Y * p.Z)).IsZero;

    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
