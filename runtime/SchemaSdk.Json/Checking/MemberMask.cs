namespace SchemaSdk.CompilerServices;

/// <summary>Members that have to come, as the bits of one number.</summary>
internal static class MemberMask
{
    /// <summary>The number of members that it has bits for.</summary>
    public const int Bits = 64;

    /// <summary>All bits but that of one member; all bits if it has none.</summary>
    /// <param name="member">The position of the member, or any other number.</param>
    public static ulong Without(int member) => (uint)member < Bits ? ~(1UL << member) : ulong.MaxValue;
}
