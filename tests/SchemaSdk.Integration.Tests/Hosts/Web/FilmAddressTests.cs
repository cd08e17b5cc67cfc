using System.Net;
using System.Net.Http.Json;

namespace FilmApi.Tests;

public sealed class FilmAddressTests
{
    [Fact]
    public async Task The_address_of_an_ordered_film_is_valid_even_if_its_key_must_be_escaped()
    {
        using var folder = new TemporaryFolder();
        await using var emulator = new ModelEmulator(RunComfyClient.Models, new());
        await using var app = new FilmApiTests.TestedApp(emulator, folder.File("jobs.db"));
        using var http = app.CreateClient();
        var address = $"/films/{Uri.EscapeDataString("größe 1?")}";

        using var ordered = await http.PutAsJsonAsync(address, new { prompt = "A paper boat.", seconds = 5 });
        using var film = await http.GetAsync(ordered.Headers.Location);

        Assert.Equal(address, Assert.Single(ordered.Headers.GetValues("Location")));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (ordered.StatusCode, film.StatusCode));
    }
}
