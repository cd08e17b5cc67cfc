using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SchemaSdk.Buffers;

/// <summary>Arrays that everything in the process borrows from one pool.</summary>
internal static class SharedBuffers
{
    /// <summary>The byte that fills a returned array if returned arrays are poisoned.</summary>
    internal const byte Poison = 0xDB;

    // Set in every test project: what reads an array after its return reads nonsense, not what happened to be left in it.
    private static readonly bool s_arePoisoned = AppContext.TryGetSwitch("SchemaSdk.PoisonReturnedBuffers", out var isOn) && isOn;

    /// <summary>Borrows an array of at least that length.</summary>
    public static T[] Rent<T>(int least) => Pool<T>().Rent(least);

    /// <summary>Gives it back. From here on it belongs to another.</summary>
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

#pragma warning disable RS0030 // The one place that others are sent to.
    private static ArrayPool<T> Pool<T>() => ArrayPool<T>.Shared;
#pragma warning restore RS0030
}
