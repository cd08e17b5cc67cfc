namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for where a record is compiled for netstandard2.0, which does not have it.</summary>
internal static class IsExternalInit;
