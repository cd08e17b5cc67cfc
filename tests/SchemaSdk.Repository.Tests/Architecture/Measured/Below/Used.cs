namespace SchemaSdk.Repository.Tests.Architecture.Measured.Below;

internal abstract class OfBaseType;

internal interface IOfInterface;

internal enum OfField
{
    None,
}

internal sealed record OfProperty;

internal delegate void OfParameter();

internal readonly struct OfReturn;

internal class OfConstraint;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class OfAttributeAttribute : Attribute;

internal sealed class OfAttributeArgument;

internal sealed class OfNew;

internal sealed class OfLambda;

internal static class OfAwaited
{
    public static object Value() => "";
}

internal sealed class OfTypeof;

internal sealed class OfTypeArgument;

internal sealed class OfPattern;

internal sealed class OfCatch : Exception;
