using System.Text.Json;
using Watched.Models.Acme;

namespace Watched;

/// <summary>A class that is edited while the program runs. It uses a type that is generated from a schema.</summary>
public static class Sentence
{
    public static string Say() =>
        $"before: {JsonSerializer.Serialize(new Still1Input { Prompt = "A kite." })} {typeof(Still1Input).GetProperties().Length}";
}
