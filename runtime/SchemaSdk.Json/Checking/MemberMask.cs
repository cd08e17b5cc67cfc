namespace SchemaSdk.CompilerServices;

/// <summary>A set of required members as a bit mask: bit N represents the member at position N.</summary>
internal static class MemberMask
{
    /// <summary>The size of a mask in bits. A member at this position or above has no bit.</summary>
    public const int Bits = 64;

    /// <summary>Returns a mask with every bit set except the bit, if any, of the member at this position.</summary>
    public static ulong Without(int member) => (uint)member < Bits ? ~(1UL << member) : ulong.MaxValue;
}
