using System.Runtime.CompilerServices;

namespace SchemaSdk.Schemas;

/// <summary>JIT settings for hot methods.</summary>
internal static class Compiled
{
    /// <summary>
    /// Optimizes a method on its first call. With tiered compilation, a build of 1,000 models would finish before its hottest methods were
    /// optimized.
    /// </summary>
    /// <remarks>
    /// This is the value of <c>AggressiveOptimization</c>, which netstandard2.0 does not define. Runtimes that do not know the flag ignore
    /// it.
    /// </remarks>
    public const MethodImplOptions AtOnce = (MethodImplOptions)512;
}
