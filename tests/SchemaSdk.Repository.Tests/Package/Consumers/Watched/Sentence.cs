using Watched.Models.Acme;

namespace Watched;

/// <summary>Is edited while the program runs, and stands on a type that a schema makes.</summary>
public static class Sentence
{
    public static string Say() =>
        $"before: {string.Join(' ', typeof(Still1Input).GetProperties().Select(property => property.Name))}";
}
