namespace SchemaSdk.Services.Testing;

/// <summary>Ids that change the meaning of an address if a profile inserts them without escaping.</summary>
internal static class HostileIds
{
    internal static readonly IReadOnlyList<string?> Requests =
    [
        null, "", " ", ".", "..", "../x", "x/..", "a/b", "a\\b", "a?b", "a#b", "a%2Fb", "a%2f..", "a b", "a\nb", "a\0b", "a;b", "ä",
        "\ud800", new string('a', 10_000),
    ];

    internal static IEnumerable<string> Models(string id) =>
    [
        "..", "../..", $"../{id}", $"{id}/..", $"{id}/../../x", $"{id}/./x", $"./{id}", $"/{id}", $"{id}/", $"{id}//x", $"//{id}",
        $"{id}?x=1", $"{id}#x", $"{id}%2F..%2Fx", $"{id}/%2e%2e/x", $"{id}%3Fx", $"{id}\\..\\x", $"{id}\n", $"{id}\0", $"{id} x",
        $"{id}\"", $"https://thief.example/{id}", $"@thief.example/{id}", $"{id};x", $"{id}/ä",
    ];
}
