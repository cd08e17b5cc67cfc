namespace System.Runtime.CompilerServices;

/// <summary>The compiler needs this type to compile records, but netstandard2.0 does not define it.</summary>
internal static class IsExternalInit;
