namespace System.Runtime.CompilerServices;

/// <summary>The compiler needs this type to compile records for netstandard2.0, which does not define it.</summary>
internal static class IsExternalInit;
