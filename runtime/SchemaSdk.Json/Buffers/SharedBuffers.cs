using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SchemaSdk.Buffers;

/// <summary>Rents arrays from the pool that the whole process shares.</summary>
internal static class SharedBuffers
{
    /// <summary>If poisoning is on, returned arrays are filled with this byte, to expose code that still reads them.</summary>
    internal const byte Poison = 0xDB;

    // Every test project turns poisoning on.
    private static readonly bool s_arePoisoned = AppContext.TryGetSwitch("SchemaSdk.PoisonReturnedBuffers", out var isOn) && isOn;

    public static T[] Rent<T>(int least) => Pool<T>().Rent(least);

    /// <summary>Returns a rented array to its pool. The caller must not use the array afterwards.</summary>
    public static void Return<T>(T[] rented)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            rented.AsSpan().Clear();
        }
        else if (s_arePoisoned)
        {
            ref var first = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(rented));
            MemoryMarshal.CreateSpan(ref first, rented.Length * Unsafe.SizeOf<T>()).Fill(Poison);
        }

        Pool<T>().Return(rented);
    }

#pragma warning disable RS0030 // Only this method may use the pool directly.
    private static ArrayPool<T> Pool<T>() => ArrayPool<T>.Shared;
#pragma warning restore RS0030
}
