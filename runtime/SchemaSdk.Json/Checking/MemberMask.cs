namespace SchemaSdk.CompilerServices;

/// <summary>Required members as the bits of one number.</summary>
internal static class MemberMask
{
    /// <summary>The number of members that have bits.</summary>
    public const int Bits = 64;

    /// <summary>All bits except that of one member; all bits if it has none.</summary>
    /// <param name="member">The position of the member, or any other number.</param>
    public static ulong Without(int member) => (uint)member < Bits ? ~(1UL << member) : ulong.MaxValue;
}
