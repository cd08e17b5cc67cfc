using Patched.Models.Acme;

namespace Patched;

/// <summary>Compiles only with the patch, because the patch renames the property <c>prompt</c> and removes <c>steps</c>.</summary>
public static class Request
{
    public static Still1Input Make() => new() { Words = "A kite." };
}
