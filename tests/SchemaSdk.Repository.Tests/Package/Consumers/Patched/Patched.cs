using Patched.Models.Acme;

namespace Patched;

/// <summary>Compiles only where the patch was applied: it renames the prompt and takes away the steps.</summary>
public static class Request
{
    public static Still1Input Make() => new() { Words = "A kite." };
}
