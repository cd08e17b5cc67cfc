using Watched.Models.Acme;

namespace Watched;

/// <summary>A class that is edited while the program runs. It uses a type that is generated from a schema.</summary>
public static class Sentence
{
    public static string Say() =>
        $"before: {string.Join(' ', typeof(Still1Input).GetProperties().Select(property => property.Name))}";
}
