Console.WriteLine("Each page has a program of its own.");
