using System.Runtime.CompilerServices;

namespace SchemaSdk.Schemas;

/// <summary>Tells the runtime when to compile a method well.</summary>
internal static class Compiled
{
    /// <summary>
    /// At the first call. Otherwise a method becomes fast only after it has been called for a while, and a build of 1,000 models is over
    /// before that. For the methods that such a build calls most often.
    /// </summary>
    /// <remarks>
    /// It is <c>AggressiveOptimization</c>, for which netstandard2.0 has no name; a runtime that does not know it ignores it.
    /// </remarks>
    public const MethodImplOptions AtOnce = (MethodImplOptions)512;
}
