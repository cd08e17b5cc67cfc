namespace System.Runtime.CompilerServices;

/// <summary>The type that the compiler needs to compile records for netstandard2.0, which lacks it.</summary>
internal static class IsExternalInit;
