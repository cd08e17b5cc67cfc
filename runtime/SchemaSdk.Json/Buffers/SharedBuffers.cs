using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SchemaSdk.Buffers;

/// <summary>Arrays from the one pool that everything in the process uses.</summary>
internal static class SharedBuffers
{
    /// <summary>The byte that fills a returned array if returned arrays are poisoned.</summary>
    internal const byte Poison = 0xDB;

    // Set in every test project, so code that reads an array after its return reads nonsense instead of old content.
    private static readonly bool s_arePoisoned = AppContext.TryGetSwitch("SchemaSdk.PoisonReturnedBuffers", out var isOn) && isOn;

    /// <summary>Borrows an array of at least that length.</summary>
    public static T[] Rent<T>(int least) => Pool<T>().Rent(least);

    /// <summary>Returns an array. After that, other code may use it.</summary>
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

#pragma warning disable RS0030 // The only place that may use the pool directly.
    private static ArrayPool<T> Pool<T>() => ArrayPool<T>.Shared;
#pragma warning restore RS0030
}
